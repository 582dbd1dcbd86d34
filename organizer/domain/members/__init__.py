"""People, each once in a register: how to call, reach and find them."""
