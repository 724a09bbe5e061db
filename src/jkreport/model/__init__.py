"""What a workspace holds once it has been read: frozen values, each with its place."""
