package quant

import (
	"encoding/binary"
	"math"
)

// Q8_0: 32 values, a half-precision scale d and 32 signed bytes; value = d·q.
func init() {
	register(Q8_0, Layout{Name: "Q8_0", BlockElems: 32, BlockBytes: 34, Dequantize: dequantizeQ8_0, Quantize: quantizeQ8_0})
}

func dequantizeQ8_0(dst []float32, src []byte) {
	for len(dst) > 0 {
		d := HalfToFloat(binary.LittleEndian.Uint16(src))
		for i := range 32 {
			dst[i] = d * float32(int8(src[2+i]))
		}
		dst, src = dst[32:], src[34:]
	}
}

func quantizeQ8_0(dst []byte, src []float32) {
	for len(src) > 0 {
		var amax float32
		for _, v := range src[:32] {
			amax = max(amax, float32(math.Abs(float64(v))))
		}
		d := amax / 127
		var inverse float32
		if d != 0 {
			inverse = 1 / d
		}
		binary.LittleEndian.PutUint16(dst, FloatToHalf(d))
		for i, v := range src[:32] {
			dst[2+i] = byte(int8(math.Round(float64(v * inverse))))
		}
		dst, src = dst[34:], src[32:]
	}
}
