"""The shape of what is asked about exercises and recommendations."""

from wgtool.learning.forms.exercises import ExerciseForm, FileForm
from wgtool.learning.forms.recommendations import ActionForm, LessonForm, OneForm, OutForm, PartiesForm, TableForm

__all__ = ["ActionForm", "ExerciseForm", "FileForm", "LessonForm", "OneForm", "OutForm", "PartiesForm", "TableForm"]
