"""What every page may use: tasks, dialogs, the table model, the look."""
