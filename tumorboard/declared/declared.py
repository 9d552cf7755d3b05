"""The base of every record: frozen, closed, equal by its fields."""

from collections.abc import Callable, Iterator, Mapping, Set
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, Never, Self, dataclass_transform

from tumorboard.declared.reading import REFUSALS, REQUIRED, Column, columns_of
from tumorboard.declared.writing import as_json

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, TypeAdapter
    from pydantic_core import CoreSchema

__all__ = ["Declared"]


class _Shape(NamedTuple):
    """The fields of a class: how each is read by its key, all of them with their defaults, and which have none."""

    readings: Mapping[str, tuple[str, Callable[[Any], Any]]]
    blank: Mapping[str, Any]
    required: Set[str]


class _Columns:
    """The fields of a class, worked out when they are first asked for."""

    def __get__(self, record: "Declared | None", declared: "type[Declared]") -> Mapping[str, Column]:
        columns = columns_of(declared)
        declared.model_fields = columns
        return columns


@dataclass_transform(kw_only_default=True, frozen_default=True)
class Declared:
    """A record that is made of its declared fields. The names of its methods are those of pydantic's models."""

    __slots__ = ("__dict__", "__pydantic_extra__", "__pydantic_fields_set__", "__pydantic_private__")
    model_fields: ClassVar[Mapping[str, Column]] = _Columns()  # type: ignore[assignment]
    model_config: ClassVar[Mapping[str, Any]] = {"extra": "forbid"}
    """What pydantic asks of a class when it writes a JSON Schema."""
    is_strict: ClassVar[bool] = True
    """Whether pydantic guesses at no type."""
    _adapter: ClassVar["TypeAdapter[Any] | None"] = None
    _shape: ClassVar[_Shape | None] = None

    def __init_subclass__(cls) -> None:
        cls.model_fields = _Columns()  # type: ignore[assignment]
        cls._adapter = cls._shape = None

    def __init__(self, **fields: Any) -> None:
        """Raises pydantic's ValidationError."""
        cls = type(self)
        try:
            self._hold(*cls._read(fields))
            self.goes_together()
        except REFUSALS:
            cls.checking().validator.validate_python(fields, self_instance=self)

    @classmethod
    def read(cls, content: Any) -> Self:
        """A record of content that fits exactly, or one that is there already. Raises one of REFUSALS."""
        if type(content) is cls:
            return content
        record = cls.__new__(cls)
        record._hold(*cls._read(content))
        record.goes_together()
        return record

    @classmethod
    def kept(cls, content: Mapping[str, Any]) -> Self:
        """A record of content that is as good as certain to fit. Raises pydantic's ValidationError."""
        try:
            return cls.read(content)
        except REFUSALS:
            return cls.model_validate(content)

    @classmethod
    def model_validate(cls, content: Any) -> Self:
        """A record held against pydantic. Raises its ValidationError."""
        return cls.checking().validate_python(content)

    @classmethod
    def model_validate_json(cls, text: bytes | str) -> Self:
        """A record held against pydantic as JSON, where a list is a tuple. Raises its ValidationError."""
        return cls.checking().validate_json(text)

    @classmethod
    def blank(cls) -> Self:
        """One of which nothing is recorded, for records that may be so."""
        record = cls.__new__(cls)
        record._hold({name: column.default for name, column in cls.model_fields.items()}, set())
        return record

    @classmethod
    def checking(cls) -> "TypeAdapter[Self]":
        """Pydantic's side of the class, made when it is first asked for."""
        if cls._adapter is None:
            from tumorboard.declared.checking import adapter_of

            cls._adapter = adapter_of(cls)
        return cls._adapter

    def goes_together(self) -> None:
        """Raise ValueError where fields that are right by themselves do not go together."""

    def written(self) -> dict[str, Any]:
        """What is not as its default, ready for JSON; `kept` reads it back to an equal record."""
        defaults = (self._shape or self._shaped()).blank
        return {name: as_json(value) for name, value in self if value != defaults[name]}

    def model_dump(self, **how: Any) -> dict[str, Any]:
        """The fields by their names, as pydantic writes them down."""
        dumped: dict[str, Any] = self.checking().dump_python(self, **how)
        return dumped

    def model_copy(self, *, update: Mapping[str, Any] | None = None) -> Self:
        """The record with other values in some fields, which are not checked."""
        record = type(self).__new__(type(self))
        given = update or {}
        record._hold({**vars(self), **given}, self.model_fields_set | given.keys())
        return record

    @property
    def model_fields_set(self) -> set[str]:
        """The names of the fields that were given, not taken from their defaults."""
        return self.__pydantic_fields_set__  # type: ignore[no-any-return,attr-defined]

    @classmethod
    def _read(cls, content: Mapping[str, Any]) -> tuple[dict[str, Any], set[str]]:
        readings, blank, required = cls._shape or cls._shaped()
        values, given = {**blank}, set()
        for key, value in content.items():
            name, read = readings[key]
            values[name] = read(value)
            given.add(name)
        if not required <= given:
            raise LookupError(*(required - given))
        return values, given

    @classmethod
    def _shaped(cls) -> _Shape:
        columns = cls.model_fields.items()
        cls._shape = _Shape(
            {column.key: (name, column.read) for name, column in columns},
            {name: column.default for name, column in columns},
            frozenset(name for name, column in columns if column.default is REQUIRED),
        )
        return cls._shape

    def _hold(self, values: dict[str, Any], given: set[str]) -> None:
        take = object.__setattr__
        take(self, "__dict__", values)
        take(self, "__pydantic_fields_set__", given)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: "GetCoreSchemaHandler") -> "CoreSchema":
        from tumorboard.declared.checking import schema_of

        return schema_of(cls, handler)

    def __setattr__(self, name: str, value: Any) -> Never:
        raise AttributeError(f"{type(self).__name__} is frozen")

    def __eq__(self, other: object) -> bool:
        if type(self) is not type(other):
            return False
        mine, theirs = vars(self), vars(other)
        return mine == theirs if len(mine) == len(theirs) else self._values == other._values

    def __hash__(self) -> int:
        return hash(self._values)

    def __iter__(self) -> Iterator[tuple[str, Any]]:
        return iter(zip(self.model_fields, self._values, strict=True))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in self)})"

    @property
    def _values(self) -> tuple[Any, ...]:
        values = vars(self)
        return tuple([values[name] for name in self.model_fields])
