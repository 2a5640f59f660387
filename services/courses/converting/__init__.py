"""What ffmpeg is asked to do with videos, and how it is kept in bounds."""
