"""A stand-in for Elasticsearch 9: the calls that the adapter makes, answered by simple rules."""
