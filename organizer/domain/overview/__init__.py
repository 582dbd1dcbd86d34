"""Looking across all subjects: reads only."""
