"""What teachers offer, and their public pages."""

import msgspec
from msgspec import UNSET

from contracts.accounts.teachers import (
    GetTeacher,
    GetTeacherProfile,
    TeacherPage,
    TeacherProfile,
    UpdateTeacherProfile,
)
from services.accounts import models, policies
from services.accounts.pictures import Pictures
from services.accounts.repository import ProfileRepository, TeacherRepository, UserRepository
from services.accounts.use_cases.profiles import announce_profile
from services.common.slugs import make_distinct, make_slug
from services.common.work import UnitOfWork

NOTHING_SAID = TeacherProfile(slug=None, headline="", subjects=[], languages=[], rates=[])
FALLBACK = "teacher"


def get_teacher_profile(work: UnitOfWork, _request: GetTeacherProfile) -> TeacherProfile:
    """What the caller offers; nothing, until they say it."""
    found = TeacherRepository(work.session).find(work.actor.user_id)
    return _to_offer(found) if found else NOTHING_SAID


def update_teacher_profile(work: UnitOfWork, request: UpdateTeacherProfile) -> TeacherProfile:
    """Change what was given; the first time the public page gets its name."""
    user = UserRepository(work.session).get_for_update(work.actor.user_id)
    offer = _offer_for_update(work, user)
    if request.headline is not UNSET:
        offer.headline = " ".join(request.headline.split())
    if request.subjects is not UNSET:
        offer.subjects = policies.distinct(request.subjects)
    if request.languages is not UNSET:
        offer.languages = policies.distinct(request.languages)
    if request.rates is not UNSET:
        policies.ensure_one_rate_each(request.rates)
        offer.rates = msgspec.to_builtins(request.rates)
    offer.updated_at = work.now
    profile = ProfileRepository(work.session).get_for_update(user.id)
    announce_profile(work, user, profile)
    return _to_offer(offer)


def get_teacher(work: UnitOfWork, pictures: Pictures, request: GetTeacher) -> TeacherPage:
    """The page of whoever teaches now; everybody else has none."""
    wanted = policies.as_id(request.teacher)
    user, profile, offer = TeacherRepository(work.session).get_page(request.teacher, wanted)
    said = _to_offer(offer) if offer else NOTHING_SAID
    return TeacherPage(
        user_id=user.id,
        name=user.name,
        bio_html=profile.bio_html if profile else "",
        picture_url=pictures.address(profile.picture_id) if profile else None,
        teaches_since=user.created_at,
        **msgspec.structs.asdict(said),
    )


def _offer_for_update(work: UnitOfWork, user: models.User) -> models.TeacherProfile:
    teachers = TeacherRepository(work.session)
    found = teachers.find_for_update(user.id)
    if found is not None:
        return found
    slug = make_slug(user.name, FALLBACK)
    if teachers.is_slug_taken(slug):
        slug = make_distinct(slug, user.id)
    offer = models.TeacherProfile(user_id=user.id, slug=slug, rates=[], updated_at=work.now)
    teachers.add(offer)
    return offer


def _to_offer(row: models.TeacherProfile) -> TeacherProfile:
    return msgspec.convert(row, TeacherProfile, from_attributes=True)
