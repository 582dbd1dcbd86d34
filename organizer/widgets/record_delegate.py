"""Editors in the cells of a record table; painting is done by the view."""

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from organizer.base.overriding import override
from organizer.base.words import _
from organizer.widgets.record_model import RecordModel

Index = QModelIndex | QPersistentModelIndex


class RecordDelegate(QStyledItemDelegate):
    """Opens the column's editor; only a text that was changed is committed."""

    def __init__(self, model: RecordModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        column = self._model.columns[index.column()]
        row = self._model.row(index.row())
        if column.edit is not None and column.edit.editor is not None and row is not None:
            editor = column.edit.editor(parent, row)
        else:
            editor = QLineEdit(parent)
        editor.setAutoFillBackground(True)
        editor.setAccessibleName(_(column.title))
        editor.setProperty("row_id", self._model.id(index.row()))
        return editor

    @override
    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        # The list may have been sorted anew while the editor was open.
        if editor.property("row_id") != self._model.id(index.row()):
            return
        name = editor.metaObject().userProperty().name()
        model.setData(index, editor.property(str(name)), Qt.ItemDataRole.EditRole)

    @override
    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        editor.setMinimumHeight(0)
        editor.setGeometry(option.rect.adjusted(2, 1, -1, -2))
