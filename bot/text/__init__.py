"""Pure text analysis: spans in, typed values out, no I/O."""
