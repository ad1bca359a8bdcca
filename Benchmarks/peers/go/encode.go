package main

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"strconv"
	"time"
	"unicode/utf8"

	"github.com/jackc/pgx/v4"
)

// PostgreSQL's binary times count from here.
var epoch = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)

// appendObject writes a row as Peony does, from the values' bytes: in the binary format, which pgx asks for where it
// knows a type.
func (s *service) appendObject(to []byte, rows pgx.Rows, fields []field) ([]byte, error) {
	values := rows.RawValues()
	columns := rows.FieldDescriptions()
	var row [16]byte
	copy(row[:], values[0])
	named := func(name string) []byte {
		for index := range columns {
			if string(columns[index].Name) == name {
				return values[index]
			}
		}
		return nil
	}
	masked := make([]string, 0, 8)
	to = append(to, '{')
	for index, field := range fields {
		if index > 0 {
			to = append(to, ',')
		}
		to = append(to, '"')
		to = append(to, field.Name...)
		to = append(to, '"', ':')
		if field.Kind == "object" {
			to = appendParts(to, values, field.Parts)
			continue
		}
		value := values[field.Place]
		if value == nil {
			if field.Kind == "ids" {
				to = append(to, "[]"...)
			} else {
				to = append(to, "null"...)
			}
			continue
		}
		if field.Masked {
			masked = append(masked, field.Name)
		}
		switch {
		case field.Masked && field.Mask == "presence":
			to = append(to, `"***"`...)
		case field.Masked && field.Mask == "date":
			to = append(to, `"****-**-**"`...)
		case field.Slot != "":
			key, err := s.keys.customer(field.Slot, named(field.Slot+"_key"), row)
			if err != nil {
				return nil, err
			}
			plain, err := open(key, value, s.keys.place("app.customer", field.Column, row))
			if err != nil {
				return nil, err
			}
			text := string(plain)
			if field.Masked {
				text = mask(field.Mask, text)
			}
			to = appendText(to, text)
		case field.Masked:
			to = appendText(to, mask(field.Mask, string(value)))
		default:
			to = appendStored(to, field.Kind, value)
		}
	}
	if len(masked) > 0 {
		to = append(to, `,"masked":[`...)
		for index, name := range masked {
			if index > 0 {
				to = append(to, ',')
			}
			to = appendText(to, name)
		}
		to = append(to, ']')
	}
	return append(to, '}'), nil
}

// appendParts writes a tenant's own fields.
func appendParts(to []byte, values [][]byte, parts []field) []byte {
	to = append(to, '{')
	for index, part := range parts {
		if index > 0 {
			to = append(to, ',')
		}
		to = append(appendText(to, part.Name), ':')
		if value := values[part.Place]; value == nil {
			to = append(to, "null"...)
		} else {
			to = appendStored(to, part.Kind, value)
		}
	}
	return append(to, '}')
}

func appendStored(to []byte, kind string, value []byte) []byte {
	switch kind {
	case "integer":
		return strconv.AppendInt(to, int64(binary.BigEndian.Uint64(value)), 10)
	case "uuid":
		return appendUUID(to, value)
	case "ids", "texts":
		// A one-dimensional array: five words of head, then each element behind its length.
		to = append(to, '[')
		for rest := value[20:]; len(rest) >= 4; {
			if len(rest) < len(value)-20 {
				to = append(to, ',')
			}
			end := 4 + int(binary.BigEndian.Uint32(rest))
			if kind == "ids" {
				to = appendUUID(to, rest[4:end])
			} else {
				to = appendText(to, string(rest[4:end]))
			}
			rest = rest[end:]
		}
		return append(to, ']')
	case "date":
		day := epoch.AddDate(0, 0, int(int32(binary.BigEndian.Uint32(value))))
		return append(to, day.Format(`"2006-01-02"`)...)
	case "instant":
		at := epoch.Add(time.Duration(int64(binary.BigEndian.Uint64(value))) * time.Microsecond)
		return append(to, at.Format(`"2006-01-02T15:04:05.000000Z"`)...)
	default:
		return appendText(to, string(value))
	}
}

func appendUUID(to []byte, value []byte) []byte {
	return append(to, fmt.Sprintf(`"%x-%x-%x-%x-%x"`, value[0:4], value[4:6], value[6:8], value[8:10], value[10:16])...)
}

func appendText(to []byte, text string) []byte {
	quoted, err := json.Marshal(text)
	if err != nil {
		return append(to, `""`...)
	}
	return append(to, quoted...)
}

func mask(how string, value string) string {
	count := utf8.RuneCountInString(value)
	runes := []rune(value)
	switch how {
	case "first":
		return string(runes[:1]) + "*"
	case "ends":
		if count < 3 {
			return "***"
		}
		return string(runes[:1]) + "***" + string(runes[count-1:])
	case "phone":
		if len(value) > 3 && value[:3] == "+86" {
			runes = runes[3:]
		}
		if len(runes) < 8 {
			return "****"
		}
		return string(runes[:3]) + "****" + string(runes[len(runes)-4:])
	default:
		return "***"
	}
}
