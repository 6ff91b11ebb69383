"""What is usual for a payer: the tax rates and the freight of most of its bills at hand."""
