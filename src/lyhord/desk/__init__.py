"""The front door: today's page, navigation, palette, founding the department, the sample company."""
