"""The application under the kit's tests, and the things its pages show."""

from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace as Thing
from typing import Any

from flask import Flask, flash, redirect, render_template, request, url_for
from markupsafe import Markup
from wtforms import (
    BooleanField,
    DateField,
    EmailField,
    Form,
    HiddenField,
    PasswordField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, ValidationError
from wtforms.widgets import CheckboxInput

from wgtool.kernel import frame, kit
from wgtool.kernel.i18n import told_by, tongue

ROOT = Path(__file__).resolve().parents[2]
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
TODAY = date(2026, 11, 22)
MENU = ("Plan", "Groups", "Decisions", "Register", "Learning", "Issues", "Partners", "Search")
NOW = datetime(2026, 11, 22, 9, 40, tzinfo=UTC)


def choices(**words: str) -> list[SelectChoice]:
    """Give the choices of a list: value and word."""
    return [SelectChoice(value, word) for value, word in words.items()]


def not_bad(form: Form, field: StringField) -> None:
    """Refuse one word, to show an error that is not about emptiness."""
    if field.data == "bad":
        raise ValidationError("Choose another title.")


class Sample(Form):
    """Every kind of field once."""

    title = StringField(
        "Title", [InputRequired("Give it a title."), not_bad], description="Short, so that it fits a list."
    )
    why = TextAreaField("Why it moves", [InputRequired("Say why. The first date stays visible.")])
    more = TextAreaField("Anything else")
    due = DateField("New due date", [InputRequired("Choose a date after today, 22 Nov 2026.")])
    interval = SelectField("Interval of reports", choices=choices(q="Each quarter", m="Each month"))
    where = SelectMultipleField(
        "Where",
        [InputRequired("Choose at least one country.")],
        option_widget=CheckboxInput(),
        choices=choices(td="Chad", ml="Mali", ye="Yemen"),
    )
    position = RadioField(
        "Position", [InputRequired("Choose one.")], choices=choices(approve="Approve", object="Objection")
    )
    public = BooleanField("Show it to everybody", description="Names stay with partners.")
    email = EmailField("E-mail address")
    secret = PasswordField("Password")
    ref = HiddenField(default="7")


class Filter(Form):
    """Two fields above a list."""

    q = StringField("Words or number")
    status = SelectField("Status", choices=[SelectChoice("", "Any"), SelectChoice("open", "Open")])


def line(**facts: Any) -> Thing:
    """Stand in for a row that some room would load."""
    return Thing(
        **{
            "mine": False,
            "url": None,
            "due": None,
            "by": None,
            "why": None,
            "on": None,
            "id": None,
            "resolved_by": None,
            "answers": [],
            **facts,
        }
    )


def plan() -> list[Thing]:
    """Two pillars with a square of every status."""
    kinds = ["done", "ongoing", "start", None, "dropped"]
    return [
        Thing(
            number=n,
            title=f"Pillar {n}",
            url="#plan",
            note="1 of 10 done",
            wagons=[
                Thing(
                    number=f"{n}.1.{w}",
                    title="Know-how",
                    squares=[
                        Thing(number=f"{n}.1.{w}.{i}", title="Exercises", status=kind, url="#plan")
                        for i, kind in enumerate(kinds, 1)
                    ],
                )
                for w in range(1, 4)
            ],
        )
        for n in (1, 2)
    ]


def things() -> dict[str, Any]:
    """All that the kit page shows."""
    bad = Sample(title="", position="", interval="q")
    bad.validate()
    bad.form_errors = ["The end lies before the beginning."]
    bad.refusal = "A group that is paused cannot set dates."
    said = line(
        by="Amina Diallo",
        when=TODAY,
        body=Markup("<p>Half of those present, or of all?</p>"),
        id=1,
        on="half of the members",
        answers=[line(by="Moussa Keïta", when=TODAY, body=Markup("<p>Of all.</p>"))],
    )
    return {
        "form": Sample(),
        "bad": bad,
        "filter": Filter(),
        "plan": plan(),
        "today": TODAY,
        "Markup": Markup,
        "mine": [
            line(
                sentence="Take a position by 28 Nov.",
                mine=True,
                url="#x",
                due=date(2026, 11, 28),
                title="National scope",
                today=TODAY,
                more="SAG-2026-014",
            )
        ],
        "others": [line(sentence="Waiting for the SAG to decide, by 28 Nov.")],
        "log": [
            line(
                when=NOW,
                sentence=Markup("LWG-BGW from <b>Paused</b> to <b>Active</b>."),
                by="Ingrid Solberg, as SAG focal point",
                why="roads open again",
            ),
            line(when=TODAY, sentence="Paused: security."),
        ],
        "talk": [
            said,
            line(
                by="Joost van Reed",
                when=TODAY,
                body=Markup("<p>English and French by turns.</p>"),
                resolved_by="Hana Aziz",
                id=2,
            ),
        ],
        "page": Thing(
            number=2, pages=3, first=51, last=100, total=143, per_page=50, prev_url="?page=1", next_url="?page=3"
        ),
        "kept": [("why", "Why it moves", "Roads are closed.\nWe wait."), ("seen", "", "7")],
        "tabs": [{"label": "Overview", "url": "#o", "current": True}, {"label": "Members", "url": "#m", "count": 14}],
    }


def place(label: str) -> frame.Place:
    """Stand in for an entry of the menu."""
    return frame.Place(label, "#" + label, label == "Plan")


def create_kit_app(trim: bool = True) -> Flask:
    """Make the application: real templates and static files, everything else a stub."""
    app = Flask("kitapp", template_folder=str(ROOT / "templates"), static_folder=str(ROOT / "static"))
    app.secret_key = "kit"
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = trim
    app.jinja_loader.searchpath.append(str(Path(__file__).parent / "templates"))
    told_by(app, lambda: (request.args.get("lang", "en"), "UTC"))
    app.jinja_env.globals.update(
        request_id=lambda: "0123456789abcdef",
        csrf_token=lambda: "c" * 40,
        once_token=lambda: "o" * 22,
        static_url=lambda name: url_for("static", filename=name, v="0a1b2c3d"),
        frame_top=lambda reader: frame.top([*map(place, MENU)], reader),
        frame_languages=frame.languages,
    )

    @app.context_processor
    def reader() -> dict[str, Any]:
        guest = "guest" in request.args
        who = frame.Reader(signed_in=not guest, name="Hana Aziz", waiting=5, key="u7")
        return {"reader": who, "now": NOW, "request": request, **kit.told_in(app.jinja_env, tongue())}

    @app.after_request
    def strict(answer: Any) -> Any:
        answer.headers["Content-Security-Policy"] = CSP
        return answer

    routes(app)
    return app


def routes(app: Flask) -> None:
    """The pages of the little application, and the addresses the frame links to."""

    @app.get("/kit")
    def kit_page() -> str:
        if "slip" in request.args:
            flash(
                {
                    "sentence": "Position recorded for seat INGO 2. Mail leaves at 09:50.",
                    "action": "/undo",
                    "label": "Take it back",
                },
                "undo",
            )
        return render_template("kitpage.html", **things())

    @app.route("/write", methods=["GET", "POST"])
    def write() -> Any:
        form = Sample(request.form if request.method == "POST" else None)
        if request.method == "POST":
            if not form.title.validate(form):
                return render_template("writepage.html", form=form), 422
            flash(request.form["kept"], "kept")
            flash("Saved.")
            return redirect(url_for("kit_page"), 303)
        return render_template("writepage.html", form=form)

    @app.post("/fragment/<int:code>")
    def fragment(code: int) -> Any:
        form = Sample(request.form)
        form.title.validate(form)
        return render_template("fragment.html", form=form), code

    @app.get("/error/<int:code>")
    def error(code: int) -> str:
        kept = things()["kept"] if code in (400, 401, 409) else []
        form = type("SignIn", (Form,), {"email": EmailField("E-mail address"), "password": PasswordField("Password")})()
        return render_template(
            "error.html",
            code=code,
            title="This did not work",
            sentence="Say it plainly.",
            kept=kept,
            form=form if code == 401 else None,
        )

    for endpoint in (
        "overview.home",
        "overview.help",
        "overview.language",
        "accounts.me",
        "accounts.join",
        "accounts.sign_in",
        "desk.index",
    ):
        app.add_url_rule("/" + endpoint.replace(".", "/"), endpoint, lambda: "ok")
