"""Arrow tables and files: order, partitions that are spilled to disk, work side by side, files that are replaced whole."""
