"""Archives of strangers, unpacked without harm."""
