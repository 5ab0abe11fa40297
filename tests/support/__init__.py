"""What several test modules share: gold files and the measure they are compared by."""
