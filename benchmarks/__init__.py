"""Speed and quality beside the usual tools: ratios measured in one run, on the same bytes."""
