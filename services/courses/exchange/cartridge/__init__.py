"""IMS Common Cartridge, versions 1.0 to 1.3."""
