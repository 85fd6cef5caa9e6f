"""Understanding: a document becomes a report. Knows no law: forms and phrases come as data."""
