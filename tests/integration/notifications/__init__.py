"""Tests of services.notifications."""
