"""What is measured rather than tested: speed and memory on generated data."""
