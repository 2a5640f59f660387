"""Everything that crosses a process boundary. Imports nothing but msgspec."""
