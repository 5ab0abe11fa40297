"""What several test modules share: gold files and the road they are compared on."""
