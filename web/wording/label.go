package wording

// amountRoles, taxWords and perWords name the values of opportunity.Amount.
var (
	amountRoles = map[string]string{"ceiling": "上限額", "estimate": "予定額", "subsidy_max": "補助上限額", "deposit": "保証金",
		"minimum": "最低額", "other": "金額"}
	taxWords = map[string]string{"incl": "（税込）", "excl": "（税抜）"}
	perWords = map[string]string{"year": "／年", "item": "／件"}
)

// fieldLabels names the fields of a record, as history and evidence call them.
var fieldLabels = map[string]string{
	"title": "件名", "summary": "概要", "url": "番地", "deadlines": "締切", "deadline": "締切", "amounts": "金額", "budget_yen": "予算",
	"eligibility": "応募資格", "contact": "問い合わせ先", "attachments": "添付資料", "published": "公告日", "updated": "更新日",
	"kind": "種別", "stage": "段階", "rolling": "随時受付", "issuer": "発注者", "department": "担当部署", "status": "状態", "themes": "分野",
	"is_opportunity": "企業への呼びかけ", "withdrawn": "掲載終了",
}

// FieldLabel names a field, by its code where it has no name.
func FieldLabel(field string) string {
	return LabelOr(fieldLabels[field], field)
}

// fileKinds names the media types of attachments.
var fileKinds = map[string]string{
	"application/pdf": "PDF", "application/msword": "Word", "application/vnd.ms-excel": "Excel", "application/zip": "ZIP",
	"application/vnd.openxmlformats-officedocument.wordprocessingml.document":   "Word",
	"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet":         "Excel",
	"application/vnd.openxmlformats-officedocument.presentationml.presentation": "PowerPoint",
	"application/vnd.ms-powerpoint":                                             "PowerPoint", "text/html": "ウェブページ", "text/csv": "CSV",
}

// KindOfFile names a media type as people call its files.
func KindOfFile(mediaType string) string {
	if name := fileKinds[mediaType]; name != "" {
		return name
	}
	return mediaType
}

// LabelOr is the label, or the code where there is none.
func LabelOr(label, code string) string {
	if label == "" {
		return code
	}
	return label
}
