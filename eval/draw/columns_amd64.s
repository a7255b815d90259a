#include "textflag.h"

DATA drawOne<>+0(SB)/8, $0x3ff0000000000000
GLOBL drawOne<>(SB), RODATA|NOPTR, $8
DATA drawLess<>+0(SB)/8, $0x3fefffffffffffff // 1 - 2^-53
GLOBL drawLess<>(SB), RODATA|NOPTR, $8
DATA drawSign<>+0(SB)/8, $0x8000000000000000
GLOBL drawSign<>(SB), RODATA|NOPTR, $8

DATA drawLast<>+0(SB)/8, $0x0000000100000000 // 1 << columnsOfSobol
GLOBL drawLast<>(SB), RODATA|NOPTR, $8

// func unitsAVX2(points *float64, at *digits, steps *digits, place uint64, n int)
TEXT ·unitsAVX2(SB), NOSPLIT, $0-40
	MOVQ points+0(FP), DI
	MOVQ at+8(FP), DX
	MOVQ steps+16(FP), SI
	MOVQ place+24(FP), R8
	MOVQ n+32(FP), CX
	MOVQ drawLast<>(SB), R10
	VMOVDQU 0(DX), Y8
	VMOVDQU 32(DX), Y9
	VMOVDQU 64(DX), Y10
	VMOVDQU 96(DX), Y11
	VBROADCASTSD drawOne<>(SB), Y14
	VBROADCASTSD drawLess<>(SB), Y13

loop:
	VPSRLQ $12, Y8, Y0
	VPSRLQ $12, Y9, Y1
	VPSRLQ $12, Y10, Y2
	VPSRLQ $12, Y11, Y3
	VPOR Y14, Y0, Y0
	VPOR Y14, Y1, Y1
	VPOR Y14, Y2, Y2
	VPOR Y14, Y3, Y3
	VSUBPD Y13, Y0, Y0
	VSUBPD Y13, Y1, Y1
	VSUBPD Y13, Y2, Y2
	VSUBPD Y13, Y3, Y3
	VMOVUPD Y0, 0(DI)
	VMOVUPD Y1, 32(DI)
	VMOVUPD Y2, 64(DI)
	VMOVUPD Y3, 96(DI)
	INCQ R8
	MOVQ R8, AX
	ORQ R10, AX
	BSFQ AX, AX                   // the step to the next place
	SHLQ $7, AX
	VPXOR 0(SI)(AX*1), Y8, Y8
	VPXOR 32(SI)(AX*1), Y9, Y9
	VPXOR 64(SI)(AX*1), Y10, Y10
	VPXOR 96(SI)(AX*1), Y11, Y11
	ADDQ $128, DI
	SUBQ $16, CX
	JNZ loop
	VMOVDQU Y8, 0(DX)
	VMOVDQU Y9, 32(DX)
	VMOVDQU Y10, 64(DX)
	VMOVDQU Y11, 96(DX)
	VZEROUPPER
	RET

// func uniformAVX2(points *float64, low, width float64, n int)
TEXT ·uniformAVX2(SB), NOSPLIT, $0-32
	MOVQ points+0(FP), DI
	VBROADCASTSD low+8(FP), Y15
	VBROADCASTSD width+16(FP), Y14
	MOVQ n+24(FP), CX
	XORQ R9, R9

loop:
	VMULPD 0(DI)(R9*8), Y14, Y0
	VMULPD 32(DI)(R9*8), Y14, Y1
	VADDPD Y15, Y0, Y0
	VADDPD Y15, Y1, Y1
	VMOVUPD Y0, 0(DI)(R9*8)
	VMOVUPD Y1, 32(DI)(R9*8)
	ADDQ $8, R9
	CMPQ R9, CX
	JLT loop
	VZEROUPPER
	RET

// func triangularAVX2(points *float64, t *triangular, n int)
TEXT ·triangularAVX2(SB), NOSPLIT, $0-24
	MOVQ points+0(FP), DI
	MOVQ t+8(FP), SI
	MOVQ n+16(FP), CX
	VBROADCASTSD 0(SI), Y15  // turn
	VBROADCASTSD 8(SI), Y14  // end before it
	VBROADCASTSD 16(SI), Y13 // and after
	VBROADCASTSD 56(SI), Y12 // factor before it
	VBROADCASTSD 64(SI), Y11 // and after
	VBROADCASTSD drawOne<>(SB), Y10
	VBROADCASTSD drawSign<>(SB), Y9
	XORQ R9, R9

loop:
	VMOVUPD 0(DI)(R9*8), Y0
	VSUBPD Y0, Y15, Y1            // negative after the turn
	VSUBPD Y0, Y10, Y2
	VBLENDVPD Y1, Y2, Y0, Y0      // p, or 1-p
	VBLENDVPD Y1, Y11, Y12, Y3
	VBLENDVPD Y1, Y13, Y14, Y4
	VMULPD Y3, Y0, Y0
	VSQRTPD Y0, Y0
	VANDPD Y9, Y1, Y1
	VXORPD Y1, Y0, Y0
	VADDPD Y0, Y4, Y0
	VMOVUPD Y0, 0(DI)(R9*8)
	ADDQ $4, R9
	CMPQ R9, CX
	JLT loop
	VZEROUPPER
	RET

DATA drawHalf<>+0(SB)/8, $0x3fe0000000000000
GLOBL drawHalf<>(SB), RODATA|NOPTR, $8
DATA drawFraction<>+0(SB)/8, $0x000fffffffffffff
GLOBL drawFraction<>(SB), RODATA|NOPTR, $8

// func curveAVX2(points *float64, pieces *piece, first, side uint64, n int)
TEXT ·curveAVX2(SB), NOSPLIT, $0-40
	MOVQ points+0(FP), DI
	MOVQ pieces+8(FP), SI
	MOVQ first+16(FP), AX
	SHLQ $5, AX
	VBROADCASTSD side+24(FP), Y15
	MOVQ n+32(FP), CX
	VBROADCASTSD drawOne<>(SB), Y14
	VBROADCASTSD drawHalf<>(SB), Y13
	VBROADCASTSD drawFraction<>(SB), Y12
	VPXOR Y11, Y11, Y11
	XORQ R9, R9
	SUBQ AX, SI

loop:
	VMOVUPD 0(DI)(R9*8), Y0
	VSUBPD Y0, Y14, Y1
	VSUBPD Y0, Y13, Y2            // negative above a half
	VBLENDVPD Y2, Y1, Y0, Y3      // the smaller of p and 1-p
	VPCMPGTQ Y2, Y11, Y5
	VPAND Y15, Y5, Y5
	VPSRLQ $46, Y3, Y6
	VPADDQ Y5, Y6, Y6
	VPSLLQ $5, Y6, Y6             // where the piece lies
	VPSLLQ $6, Y3, Y7
	VPAND Y12, Y7, Y7
	VPOR Y14, Y7, Y7
	VSUBPD Y14, Y7, Y7            // the place within it
	VEXTRACTI128 $1, Y6, X8
	VMOVQ X6, R10
	VPEXTRQ $1, X6, R11
	VMOVQ X8, R12
	VPEXTRQ $1, X8, R13
	VMOVUPD (SI)(R10*1), Y0
	VMOVUPD (SI)(R11*1), Y1
	VMOVUPD (SI)(R12*1), Y2
	VMOVUPD (SI)(R13*1), Y3
	VUNPCKLPD Y1, Y0, Y4
	VUNPCKHPD Y1, Y0, Y5
	VUNPCKLPD Y3, Y2, Y8
	VUNPCKHPD Y3, Y2, Y9
	VPERM2F128 $0x20, Y8, Y4, Y0  // the coefficients, each of four points
	VPERM2F128 $0x31, Y8, Y4, Y2
	VPERM2F128 $0x20, Y9, Y5, Y1
	VPERM2F128 $0x31, Y9, Y5, Y3
	VMULPD Y7, Y3, Y3
	VADDPD Y3, Y2, Y2
	VMULPD Y7, Y2, Y2
	VADDPD Y2, Y1, Y1
	VMULPD Y7, Y1, Y1
	VADDPD Y1, Y0, Y0
	VMOVUPD Y0, 0(DI)(R9*8)
	ADDQ $4, R9
	CMPQ R9, CX
	JLT loop
	VZEROUPPER
	RET
