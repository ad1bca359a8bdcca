"""Parts of scripts/bench: what is measured, how, and how it is told."""
