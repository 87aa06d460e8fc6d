package opportunity

// ReadAmounts reads the sums of yen that text names for the call, in page order (LABELS 14 to 18).
func ReadAmounts(text string) []Amount {
	return nil
}

// Budget returns the ceiling of the whole, else its estimate, nil where neither is named (LABELS 19).
func Budget(amounts []Amount) *int64 {
	for _, role := range [...]string{"ceiling", "estimate"} {
		for _, a := range amounts {
			if a.Role == role && a.Per == "total" {
				return &a.Yen
			}
		}
	}
	return nil
}
