"""Guardians and the learners they answer for."""

from contracts.accounts.guardianships import (
    AcceptGuardian,
    AddChild,
    DeclineGuardianship,
    EndGuardianship,
    GetConsentText,
    GetFamily,
    GiveConsent,
    InviteLearner,
)
from contracts.courses.study import ListLearnerEnrollments
from gateway.endpoints import Endpoint

_BOND = "/v1/family/{guardianship_id}"

ENDPOINTS = (
    Endpoint("GET", "/v1/family", GetFamily),
    Endpoint("GET", "/v1/consent-text", GetConsentText),
    Endpoint("POST", "/v1/family/children", AddChild, 201),
    Endpoint("POST", "/v1/family/invitations", InviteLearner, 202),
    Endpoint("POST", f"{_BOND}/consent", GiveConsent),
    Endpoint("POST", f"{_BOND}/acceptance", AcceptGuardian),
    Endpoint("POST", f"{_BOND}/refusal", DeclineGuardianship),
    Endpoint("DELETE", _BOND, EndGuardianship),
    Endpoint("GET", "/v1/learners/{learner_id}/enrollments", ListLearnerEnrollments),
)
