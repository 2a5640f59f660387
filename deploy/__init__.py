"""How Academy runs: on one machine (`local`), in containers, behind nginx."""
