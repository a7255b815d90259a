package num

// MarshalText gives x as String does, so that JSON has it as "1234.5": a JSON number would be read back as a float by many.
func (x D) MarshalText() ([]byte, error) { return []byte(x.String()), nil }

// UnmarshalText reads what Parse reads, and leaves x as it was when that is no number.
func (x *D) UnmarshalText(text []byte) error {
	d, err := Parse(string(text))
	if err == nil {
		*x = d
	}
	return err
}
