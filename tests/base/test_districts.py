"""Districts by code, by free text and by search."""

import pytest

from organizer.base.districts import (
    district_name,
    districts_within,
    parse_district,
    search_districts,
    short_district_name,
)


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("320106", "江苏 · 南京 · 鼓楼区"),
        ("3201", "江苏 · 南京"),
        ("32", "江苏"),
        ("110105", "北京 · 朝阳区"),
        ("500235", "重庆 · 云阳县"),
        ("419001", "河南 · 济源市"),
        ("222401", "吉林 · 延边 · 延吉市"),
        ("1501", "内蒙古 · 呼和浩特"),
        ("441900101", "广东 · 东莞 · 石碣镇"),
        ("810002", "香港 · 湾仔区"),
        ("somewhere", "somewhere"),
        ("", ""),
    ],
)
def test_names(code: str, name: str) -> None:
    assert district_name(code) == name


def test_short_names() -> None:
    assert short_district_name("320106") == "鼓楼区"
    assert short_district_name("城南") == "城南"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("南京市鼓楼区", "320106"),
        ("江苏省南京市鼓楼区", "320106"),
        ("南京鼓楼", "320106"),
        ("江苏 · 南京 · 鼓楼区", "320106"),
        ("江苏-南京-鼓楼", "320106"),
        ("广州天河", "440106"),
        ("天河区", "440106"),
        ("上海浦东", "310115"),
        ("北京朝阳", "110105"),
        ("北京市", "11"),
        ("重庆万州", "500101"),
        ("河南济源", "419001"),
        ("广东东莞长安镇", "441900119"),
        ("320106", "320106"),
        ("吉林", "22"),
        ("海南", "46"),
        ("长沙", "4301"),
        ("鼓楼区", None),
        ("朝阳", None),
        ("大同", None),
        ("南京市鼓楼区中山路", None),
        ("不知道", None),
        ("999999", None),
        ("", None),
    ],
)
def test_free_text(text: str, code: str | None) -> None:
    assert parse_district(text) == code


def everywhere(code: str = "") -> list[str]:
    below = districts_within(code)
    return [*below, *(one for part in below for one in everywhere(part))]


def test_every_place_is_reached_and_read_back() -> None:
    codes = everywhere()
    assert len(codes) > 3400
    assert len(set(codes)) == len(codes)
    assert [code for code in codes if parse_district(district_name(code)) != code] == []


def test_levels() -> None:
    assert len(districts_within()) == 34
    assert districts_within("32")[:2] == ["3201", "3202"]
    assert districts_within("11")[0] == "110101"
    assert "419001" in districts_within("41")
    assert districts_within("320106") == []


def test_search_by_pinyin_and_chinese() -> None:
    assert [district_name(code) for code in search_districts("gulou")] == [
        "江苏 · 南京 · 鼓楼区",
        "江苏 · 徐州 · 鼓楼区",
        "福建 · 福州 · 鼓楼区",
        "河南 · 开封 · 鼓楼区",
    ]
    for query in ("nanjinggulou", "njgl", "nj gl", "南京鼓楼", "南京 gl", "江苏省南京市鼓楼"):
        assert search_districts(query)[0] == "320106", query
    assert search_districts("huangpi")[0] == "420116"
    assert search_districts("南京", 3) == ["3201", "320102", "320104"]
    assert "3205" in search_districts("sz", 6)
    assert search_districts("没有这个地方") == []
