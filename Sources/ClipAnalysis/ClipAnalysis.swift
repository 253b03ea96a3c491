// Lands with this target's first type.
