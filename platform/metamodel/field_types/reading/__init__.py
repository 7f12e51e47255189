"""Reading what people type and paste: texts, numbers, dates, times, durations, yes and no."""
