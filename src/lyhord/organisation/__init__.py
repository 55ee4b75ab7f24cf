"""The company and its department: units, people, positions, permissions, hours, the audit trail."""
