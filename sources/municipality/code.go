package municipality

import (
	"fmt"
	"strings"
)

// checkDigit returns the sixth digit of a body's code from its first five: JIS X 0401 (two digits, the prefecture)
// and JIS X 0402 (three digits, the municipality) are weighted 6 5 4 3 2, and the digit is the last one of
// 11 − sum mod 11 (総務省 全国地方公共団体コード仕様). five must be five ASCII digits.
func checkDigit(five string) byte {
	sum := 0
	for i, weight := range []int{6, 5, 4, 3, 2} {
		sum += weight * int(five[i]-'0')
	}
	return '0' + byte((11-sum%11)%10)
}

// CheckCode says, in a sentence with the mend, what is wrong with the form of a body's code; nil where it is six digits
// that end in their check digit.
func CheckCode(code string) error {
	if strings.Trim(code, "0123456789") != "" || code == "" {
		return fmt.Errorf("%q is no code of a body: write its six digits, such as \"472018\" for 那覇市", code)
	}
	if len(code) == 5 {
		return fmt.Errorf("%q lacks a digit: %s", code, sixDigits(code))
	}
	if len(code) != 6 {
		return fmt.Errorf("%q has %d digits: a body's code has six, such as \"472018\" for 那覇市", code, len(code))
	}
	if want := checkDigit(code[:5]); code[5] != want {
		return fmt.Errorf("%q does not end in its check digit: one of its digits is wrong; were it the last, the code would be \"%s%c\"", code, code[:5], want)
	}
	return nil
}

// sixDigits tells what five digits may have been: a code without its check digit, or, after a spreadsheet, without
// its leading zero (11002 for 札幌市).
func sixDigits(five string) string {
	var meant []Body
	for _, code := range []string{five + string(checkDigit(five)), "0" + five} {
		if body, ok := All().ByCode(code); ok {
			meant = append(meant, body)
		}
	}
	if len(meant) == 0 {
		return "a body's code has six, such as \"472018\" for 那覇市"
	}
	return "write " + codes(meant)
}
