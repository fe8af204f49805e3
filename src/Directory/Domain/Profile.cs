using Sakimori.Kernel;

namespace Sakimori.Directory.Domain;

/// <summary>What an organisation does and how large it is; each null when not known.</summary>
/// <param name="Industry">Classification and code: <c>disclosure-2006:banks</c>.</param>
/// <param name="Sector">Critical-infrastructure sector; null also when in none.</param>
/// <param name="Employees">People who work there, 0 to <see cref="MostEmployees"/>.</param>
/// <param name="Sales">Band of yearly sales.</param>
/// <param name="Capital">Capital in yen, 0 to <see cref="MostCapital"/>.</param>
public sealed record Profile(string? Industry = null, string? Sector = null, int? Employees = null, string? Sales = null, long? Capital = null)
{
    /// <summary>The largest number of people.</summary>
    public const int MostEmployees = 10_000_000;

    /// <summary>The largest capital, yen.</summary>
    public const long MostCapital = 1_000_000_000_000_000;

    /// <summary>Nothing is known.</summary>
    public static Profile Unknown { get; } = new();

    /// <summary>What is wrong with it, by field.</summary>
    public IEnumerable<Fault> Faults()
    {
        if (Industry is not null && Classifications.Industry(Industry) is null)
            yield return Unlisted("industry", Industry);
        if (Sector is not null && Classifications.Sectors.Find(Sector) is null)
            yield return Unlisted("sector", Sector);
        if (Sales is not null && Classifications.SalesBands.Find(Sales) is null)
            yield return Unlisted("sales", Sales);
        if (Employees is < 0 or > MostEmployees)
            yield return Range("employees", $"{Employees}", MostEmployees);
        if (Capital is < 0 or > MostCapital)
            yield return Range("capital", $"{Capital}", MostCapital);
    }

    private static Fault Unlisted(string column, string value) => new(
        new("選べる値ではありません。", "This is none of the choices."), new("一覧から選んでください。", "Choose one of the list."), Column: column, Value: value);

    private static Fault Range(string column, string value, long most) => new(
        new("数が範囲外です。", "The number is out of range."),
        new($"0から{most:#,0}までの整数にしてください。", $"Use a whole number from 0 to {most:#,0}."), Column: column, Value: value);
}
