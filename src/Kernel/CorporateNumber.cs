namespace Sakimori.Kernel;

/// <summary>
/// 法人番号, the number of a corporation: 13 digits, the first of which checks the other twelve (Ordinance of the Ministry of Finance
/// No. 70 of 2014, article 2; National Tax Agency).
/// </summary>
public static class CorporateNumber
{
    /// <summary>Digits of a number.</summary>
    public const int Length = 13;

    /// <summary>True when the text is 13 ASCII digits of which the first is the check digit of the others.</summary>
    public static bool IsValid(ReadOnlySpan<char> text)
        => text.Length == Length && !text.ContainsAnyExceptInRange('0', '9') && text[0] - '0' == CheckDigit(text[1..]);

    /// <summary>
    /// The check digit, 1 to 9, of the twelve digits of a basic number: 9 − (Σ Pn·Qn mod 9), Pn the digit n counted from the lowest,
    /// Qn 1 where n is odd and 2 where it is even.
    /// </summary>
    /// <exception cref="ArgumentException">They are not twelve ASCII digits.</exception>
    public static int CheckDigit(ReadOnlySpan<char> basic)
    {
        if (basic.Length != Length - 1 || basic.ContainsAnyExceptInRange('0', '9'))
            throw new ArgumentException("A basic number has twelve digits.", nameof(basic));
        var sum = 0;
        for (var n = 1; n <= basic.Length; n++)
            sum += (basic[^n] - '0') * (n % 2 == 1 ? 1 : 2);
        return 9 - sum % 9;
    }
}
