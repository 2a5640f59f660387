"""What ours is measured against: the same work in plain, well-known software."""
