package extract

import (
	"reflect"
	"strings"
	"testing"
	"unsafe"

	"koubo/opportunity"
)

// TestRecordHoldsNoText keeps no part of its page's text in memory, whatever of the draft was cut from it.
func TestRecordHoldsNoText(t *testing.T) {
	text := strings.Clone("警備業務プロポーザル 委託料の上限額 1,000,000円\n提案書の提出期限 令和8年12月10日 17時必着\n説明会 令和8年11月25日\n参加資格\n市内に本店を有する法人であること。\n" +
		"先着順で受け付け、令和8年12月24日に公表する予定です。\n問い合わせ 総務課 電話 0999-12-3456 メール a@city.example.lg.jp\n")
	part := func(words string) string { return text[strings.Index(text, words):][:len(words)] }
	record, doubts := Normalize(opportunity.Draft{
		Title: part("警備業務プロポーザル"), URL: "https://www.city.example.lg.jp/1", Text: text, Summary: part("提案書の提出期限"), Department: part("総務課"),
		Contact:     opportunity.Contact{Department: part("総務課"), Phone: part("0999-12-3456"), Email: part("a@city.example.lg.jp")},
		Fields:      []opportunity.Field{{Label: part("参加資格"), Value: part("市内に本店を有する法人であること。")}},
		Attachments: []opportunity.Attachment{{Title: part("提案書"), URL: "https://www.city.example.lg.jp/1.pdf"}},
	}, "2026-11-02")
	if len(record.Deadlines) == 0 || len(record.Amounts) == 0 || len(record.Evidence) < 3 || record.Eligibility == "" || record.Contact.Email == "" || len(record.Attachments) == 0 {
		t.Fatalf("too little is read: %+v", record)
	}
	begin := uintptr(unsafe.Pointer(unsafe.StringData(text)))
	for _, all := range []any{record, doubts} {
		eachString(reflect.ValueOf(all), func(w string) {
			if at := uintptr(unsafe.Pointer(unsafe.StringData(w))); w != "" && at >= begin && at < begin+uintptr(len(text)) {
				t.Errorf("%q is a part of the text", w)
			}
		})
	}
}

// eachString calls f for every string that a value holds.
func eachString(v reflect.Value, f func(string)) {
	switch v.Kind() {
	case reflect.String:
		f(v.String())
	case reflect.Struct:
		for i := range v.NumField() {
			eachString(v.Field(i), f)
		}
	case reflect.Slice:
		for i := range v.Len() {
			eachString(v.Index(i), f)
		}
	case reflect.Map:
		for _, key := range v.MapKeys() {
			eachString(key, f)
			eachString(v.MapIndex(key), f)
		}
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			eachString(v.Elem(), f)
		}
	}
}
