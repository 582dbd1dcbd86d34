"""What lies on the clipboard pastes as what was shown, and runs nothing."""

from organizer.widgets.record_copy import clip


def test_cells_stay_cells() -> None:
    data = clip(["姓名", "备注"], [["王\t建国", "一\n二\r"], ["<b>李</b>", "=1+1"]])
    assert data.text() == "姓名\t备注\n王 建国\t一 二\n<b>李</b>\t=1+1\n"
    html = data.html()
    assert "&lt;b&gt;李&lt;/b&gt;" in html
    assert html.count("mso-number-format:'\\@'") == 4
    assert html.count("<tr>") == 3
    assert "<th>姓名</th>" in html


def test_no_rows_leave_the_titles() -> None:
    assert clip(["姓名"], []).text() == "姓名\n"
