"""How long open disputes take to age, be ranked and be published."""
