"""Which language the program speaks, Qt's own dialogs included; may change while it is open."""

from typing import TYPE_CHECKING

from organizer.base.words import language, language_for, set_language
from organizer.widgets.theme import Mode, theme

if TYPE_CHECKING:
    from PySide6.QtCore import QTranslator
    from PySide6.QtWidgets import QApplication

    from organizer.base.settings import MachineSettings
    from organizer.widgets.desk import Desk

#: Qt's own catalogue for each of our languages; English is in Qt itself.
_QT_CATALOGUES = {"zh_Hans": "qtbase_zh_CN"}


class Language:
    """Follows the settings of look and language and tells every page when one changes."""

    def __init__(self, settings: "MachineSettings") -> None:
        self._settings = settings
        self._application: QApplication | None = None
        self._desk: Desk | None = None
        self._translator: QTranslator | None = None
        self._speak()

    def speak_on(self, application: "QApplication", desk: "Desk") -> None:
        """Translate Qt's own dialogs too, and follow changes of the settings from now on."""
        self._application, self._desk = application, desk
        self._translate_qt()
        self._settings.listeners.append(self._changed)

    def release(self) -> None:
        """Follow the settings no longer and take Qt's catalogue away again."""
        self._settings.listeners.remove(self._changed)
        if self._application is not None and self._translator is not None:
            self._application.removeTranslator(self._translator)
            self._translator = None

    def _speak(self) -> None:
        chosen = self._settings.get("language")
        if not chosen:
            from PySide6.QtCore import QLocale

            names = QLocale.system().uiLanguages()
            chosen = language_for(names[0] if names else QLocale.system().name())
        set_language(chosen)

    def _translate_qt(self) -> None:
        application = self._application
        if application is None:
            return
        from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator

        if self._translator is not None:
            application.removeTranslator(self._translator)
            self._translator = None
        spoken = language()
        QLocale.setDefault(QLocale("zh_CN" if spoken == "zh_Hans" else "en_GB"))
        name = _QT_CATALOGUES.get(spoken)
        if name is None:
            return
        translator = QTranslator(application)
        if translator.load(name, QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
            application.installTranslator(translator)
            self._translator = translator

    def _changed(self, key: str) -> None:
        if key == "language":
            self._speak()
            self._translate_qt()
            if self._desk is not None:
                self._desk.language_changed.emit()
        elif key == "theme":
            theme.set_mode(Mode(self._settings.get("theme")))
        elif key == "text_percent":
            theme.set_text_percent(self._settings.get("text_percent"))
        if key in ("theme", "text_percent") and self._desk is not None:
            self._desk.theme_changed.emit()
