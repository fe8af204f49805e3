using Sakimori.Kernel;

namespace Sakimori.Actions.Domain;

/// <summary>All of an action that people write.</summary>
/// <param name="Title">What is to be done, 1–200 characters.</param>
/// <param name="Detail">How, up to 4,000 characters; may be empty.</param>
/// <param name="Owner">Who has promised it.</param>
/// <param name="Due">The last day for it, in Japan.</param>
/// <param name="EffortDays">The effort in person-days, 0–1,000.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Evidence">What shows that it is done, up to 4,000 characters; may be empty.</param>
/// <param name="EvidenceLink">Where that can be seen, an http or https address of up to 1,000 characters; empty for none.</param>
public sealed record ActionFields(
    string Title, string Detail, ActionOwner Owner, DateOnly Due, int EffortDays,
    ActionState State = ActionState.Planned, string Evidence = "", string EvidenceLink = "")
{
    /// <summary>The greatest effort, in person-days.</summary>
    public const int MostDays = 1000;

    private const int LongestText = 4000;

    /// <summary>What is wrong with the fields themselves; none when they are right.</summary>
    /// <param name="row">The row of a list in which they stand; null for a form.</param>
    public IEnumerable<Fault> Faults(int? row = null)
    {
        if (Length(Title, 1, 200) is { } title)
            yield return title with { Row = row, Column = "title" };
        if (Length(Detail, 0, LongestText) is { } detail)
            yield return detail with { Row = row, Column = "detail" };
        if (Length(Owner.Name, 1, 100) is { } owner)
            yield return owner with { Row = row, Column = "owner" };
        if (Owner.Mail is { } mail && !IsMail(mail))
            yield return new(new("メールアドレスの形になっていません。", "This is not an e-mail address."), Text.Same("name@example.jp"), row, "mail", mail);
        if (Due.Year is < 2000 or > 2199)
            yield return new(new("期限の年が範囲の外です。", "The year of the date is out of range."), Text.Same("2000–2199"), row, "due", $"{Due:yyyy-MM-dd}");
        if (EffortDays is < 0 or > MostDays)
            yield return new(new("工数が範囲の外です。", "The effort is out of range."), Text.Same($"0–{MostDays}"), row, "effort", $"{EffortDays}");
        if (Length(Evidence, 0, LongestText) is { } evidence)
            yield return evidence with { Row = row, Column = "evidence" };
        if (EvidenceLink.Length > 0 && !IsLink(EvidenceLink))
            yield return new(new("リンクとして使えません。", "This cannot be used as a link."),
                new("http:// または https:// で始まるアドレス", "An address that begins with http:// or https://"), row, "link", EvidenceLink);
    }

    private static Fault? Length(string text, int least, int most)
        => string.IsNullOrWhiteSpace(text) && least > 0
            ? new(new("何も書かれていません。", "Nothing is written here."), new($"{most}文字以内で書いてください。", $"Write up to {most} characters."))
            : text.Length > most
                ? new(new($"長すぎます（{text.Length}文字）。", $"This is too long ({text.Length} characters)."), new($"{most}文字以内", $"Up to {most} characters"))
                : null;

    private static bool IsMail(string mail)
        => mail.Length <= 254 && mail.IndexOf('@') is > 0 and var at && at == mail.LastIndexOf('@') && at < mail.Length - 1
            && !mail.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is ',' or ';' or '<' or '>' or '"');

    private static bool IsLink(string link)
        => link.Length <= 1000 && Uri.TryCreate(link, UriKind.Absolute, out var uri) && (uri.Scheme is "http" or "https");
}
