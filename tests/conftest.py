import os

# Results of one test must never be another's: the cache has tests of its own, which name its folder.
os.environ["ATTRIB_NO_CACHE"] = "1"
