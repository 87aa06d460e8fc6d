package jtext

import "strings"

// variant is a character that names and places are written with beside the common one. NFKC leaves both apart.
type variant struct {
	from, to rune
	why      string
}

// Reasons of the rows below.
const (
	ibmForm     = "one of the characters that IBM added to JIS, common in names"
	nameForm    = "written in family and place names beside the common form"
	oldForm     = "the form before the list of 1946 (常用漢字表, いわゆる康熙字典体), kept in names"
	foreignForm = "the form of another country's fonts and input methods"
	legalNumber = "a numeral or unit of deeds and estimates"
	simplified  = "a simplified radical stands for it (U+2EC5 to U+2EF3)"
)

// variants maps each variant to the form that most people type. Who searches for one finds the other, and the rules
// read both alike; what is shown keeps the character that stands on the page.
var variants = []variant{
	{'髙', '高', ibmForm}, {'﨑', '崎', ibmForm}, {'濵', '浜', ibmForm}, {'曻', '昇', ibmForm}, {'栁', '柳', ibmForm}, {'桒', '桑', ibmForm},
	{'德', '徳', ibmForm}, {'寬', '寛', ibmForm}, {'增', '増', ibmForm}, {'淸', '清', ibmForm}, {'橫', '横', ibmForm}, {'瀨', '瀬', ibmForm},
	{'黑', '黒', ibmForm}, {'靑', '青', ibmForm},

	{'𠮷', '吉', nameForm}, {'嵜', '崎', nameForm}, {'嶋', '島', nameForm}, {'嶌', '島', nameForm}, {'邉', '辺', nameForm}, {'冨', '富', nameForm},
	{'峯', '峰', nameForm}, {'舘', '館', nameForm}, {'埜', '野', nameForm}, {'薗', '園', nameForm}, {'渕', '淵', nameForm}, {'篭', '籠', nameForm},
	{'桧', '檜', nameForm}, {'槇', '槙', nameForm}, {'驒', '騨', nameForm}, {'鯵', '鰺', nameForm}, {'舩', '船', nameForm}, {'杦', '杉', nameForm},
	{'枩', '松', nameForm}, {'槗', '橋', nameForm}, {'凉', '涼', nameForm}, {'曾', '曽', nameForm}, {'靱', '靭', nameForm}, {'鷗', '鴎', nameForm},
	{'讚', '讃', nameForm}, {'蔣', '蒋', nameForm},

	{'濱', '浜', oldForm}, {'邊', '辺', oldForm}, {'齋', '斎', oldForm}, {'齊', '斉', oldForm}, {'澤', '沢', oldForm}, {'廣', '広', oldForm},
	{'櫻', '桜', oldForm}, {'國', '国', oldForm}, {'龍', '竜', oldForm}, {'瀧', '滝', oldForm}, {'惠', '恵', oldForm}, {'眞', '真', oldForm},
	{'將', '将', oldForm}, {'條', '条', oldForm}, {'與', '与', oldForm}, {'藏', '蔵', oldForm}, {'豐', '豊', oldForm}, {'寶', '宝', oldForm},
	{'學', '学', oldForm}, {'會', '会', oldForm}, {'縣', '県', oldForm}, {'區', '区', oldForm}, {'鄕', '郷', oldForm}, {'驛', '駅', oldForm},
	{'澁', '渋', oldForm}, {'榮', '栄', oldForm}, {'壽', '寿', oldForm}, {'禮', '礼', oldForm}, {'當', '当', oldForm}, {'應', '応', oldForm},
	{'關', '関', oldForm}, {'鐵', '鉄', oldForm}, {'巖', '巌', oldForm}, {'嚴', '厳', oldForm}, {'彌', '弥', oldForm}, {'溪', '渓', oldForm},
	{'堯', '尭', oldForm}, {'遙', '遥', oldForm}, {'瑤', '瑶', oldForm}, {'莊', '荘', oldForm}, {'淨', '浄', oldForm}, {'祿', '禄', oldForm},
	{'麥', '麦', oldForm}, {'齒', '歯', oldForm}, {'龜', '亀', oldForm}, {'舊', '旧', oldForm}, {'佛', '仏', oldForm}, {'藝', '芸', oldForm},

	{'戶', '戸', foreignForm}, {'黃', '黄', foreignForm}, {'內', '内', foreignForm}, {'吳', '呉', foreignForm}, {'敎', '教', foreignForm},
	{'步', '歩', foreignForm}, {'每', '毎', foreignForm}, {'硏', '研', foreignForm}, {'稅', '税', foreignForm}, {'說', '説', foreignForm},
	{'錄', '録', foreignForm}, {'吿', '告', foreignForm}, {'閱', '閲', foreignForm},

	{'壹', '壱', legalNumber}, {'貳', '弐', legalNumber}, {'參', '参', legalNumber}, {'萬', '万', legalNumber}, {'圓', '円', legalNumber},

	{'见', '見', simplified}, {'贝', '貝', simplified}, {'车', '車', simplified}, {'长', '長', simplified}, {'门', '門', simplified},
	{'页', '頁', simplified}, {'风', '風', simplified}, {'飞', '飛', simplified}, {'马', '馬', simplified}, {'鱼', '魚', simplified},
	{'鸟', '鳥', simplified}, {'齐', '斉', simplified}, {'齿', '歯', simplified}, {'龙', '竜', simplified}, {'龟', '亀', simplified},
}

// variantForms holds the variants by their character, mayBeVariant a bit for each place of the ideographs from U+4E00
// that one of them has, so that nearly every character is passed with one look.
var (
	variantForms = indexVariants()
	mayBeVariant = markVariants()
)

func indexVariants() map[rune]rune {
	forms := make(map[rune]rune, len(variants))
	for _, v := range variants {
		forms[v.from] = v.to
	}
	return forms
}

func markVariants() (marks [(afterIdeographs - firstIdeograph) / 64]uint64) {
	for _, v := range variants {
		if at := v.from - firstIdeograph; at >= 0 && v.from < afterIdeographs {
			marks[at/64] |= 1 << (at % 64)
		}
	}
	return marks
}

const (
	firstIdeograph  = 0x4e00 // of the block CJK Unified Ideographs
	afterIdeographs = 0xa000
)

// commonForm returns the form that most people type of a variant, r itself where it is none.
func commonForm(r rune) rune {
	if at := uint32(r) - firstIdeograph; at < afterIdeographs-firstIdeograph && mayBeVariant[at/64]&(1<<(at%64)) != 0 || r >= afterIdeographs {
		return lookUpForm(r)
	}
	return r
}

// lookUpForm is commonForm for the characters that are not passed with one look.
func lookUpForm(r rune) rune {
	if r >= afterIdeographs && r != '﨑' && r != '𠮷' {
		return r
	}
	if form, ok := variantForms[r]; ok {
		return form
	}
	return r
}

// CommonForms returns s with each variant of a character (髙, 﨑, 澤) as the form that most people type: the form in
// which rules and searches compare. Radicals must be folded before, as Fold does.
func CommonForms(s string) string {
	for _, r := range s {
		if commonForm(r) != r {
			return strings.Map(commonForm, s)
		}
	}
	return s
}

// Forms maps each variant, and each radical that NFKC leaves, to the form that Search takes it for: what a program in another
// language needs beside NFKC to find what Search finds.
func Forms() map[string]string {
	forms := make(map[string]string, len(variants)+len(supplementForms))
	for i, form := range supplementForms {
		if form != 0 {
			forms[string(rune(firstRadical+i))] = string(commonForm(form))
		}
	}
	for _, v := range variants {
		forms[string(v.from)] = string(v.to)
	}
	return forms
}
