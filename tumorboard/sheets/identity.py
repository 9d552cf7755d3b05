"""Who the patient is, on the sheets whose reader has to know it."""

from tumorboard.domain.case import Contact, Patient

__all__ = ["contact_said", "identified", "patient_name"]


def patient_name(patient: Patient) -> str | None:
    """Given and family name; None where neither is recorded."""
    return " ".join(part for part in (patient.given_name, patient.family_name) if part) or None


def identified(patient: Patient) -> str:
    """Name, date of birth and record number, with what is not recorded said to be so."""
    born = f"born {patient.birth_date:%d %b %Y}" if patient.birth_date else "date of birth not recorded"
    number = f"record number {patient.mrn}" if patient.mrn else "record number not recorded"
    return f"{patient_name(patient) or 'name not recorded'}, {born}, {number}"


def contact_said(contact: Contact) -> str | None:
    """A person outside the board with unit and how they are reached; None where nothing is recorded."""
    return ", ".join(part for part in (contact.name, contact.unit, contact.contact) if part) or None
