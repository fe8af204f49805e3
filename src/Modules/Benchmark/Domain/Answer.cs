namespace Sakimori.Benchmark.Domain;

/// <summary>
/// The answer to one item: a level (1–5) or option (1–9), <see cref="Unknown"/>, or <see cref="Missing"/>, which is the default.
/// </summary>
public readonly record struct Answer
{
    private const byte UnknownValue = byte.MaxValue;
    private readonly byte value;

    private Answer(byte value) => this.value = value;

    /// <summary>Not answered yet.</summary>
    public static Answer Missing => default;

    /// <summary>The respondent does not know: 不明.</summary>
    public static Answer Unknown { get; } = new(UnknownValue);

    /// <summary>True when nothing was answered.</summary>
    public bool IsMissing => value == 0;

    /// <summary>True when the answer is 'unknown'.</summary>
    public bool IsUnknown => value == UnknownValue;

    /// <summary>The level or option, counted from 1; null when unknown or missing.</summary>
    public int? Number => value is 0 or UnknownValue ? null : value;

    /// <summary>One character: <c>1</c>–<c>9</c>, <c>u</c> for unknown, <c>-</c> for missing.</summary>
    public char Symbol => value switch { 0 => '-', UnknownValue => 'u', _ => (char)('0' + value) };

    /// <summary>A level or option.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="number"/> is not 1–9.</exception>
    public static Answer Of(int number)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, 9);
        return new((byte)number);
    }

    /// <summary>The answer of a <see cref="Symbol"/>; null for any other character.</summary>
    public static Answer? FromSymbol(char symbol) => symbol switch
    {
        '-' => Missing,
        'u' => Unknown,
        >= '1' and <= '9' => Of(symbol - '0'),
        _ => null,
    };

    /// <summary>As it stands in an answer sheet: <c>3</c>, <c>unknown</c>, or nothing when missing.</summary>
    public override string ToString() => IsMissing ? "" : IsUnknown ? "unknown" : Symbol.ToString();
}
