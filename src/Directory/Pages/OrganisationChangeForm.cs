using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Sakimori.Directory.Domain;
using Sakimori.Directory.Store;
using Sakimori.Kernel;

namespace Sakimori.Directory.Pages;

/// <summary>One of the changes that a page offers.</summary>
/// <param name="Code">The last part of its address.</param>
/// <param name="Title">What it does, as a verb.</param>
/// <param name="Help">What happens.</param>
/// <param name="ForManagers">Whether managers may do it to their own organisation.</param>
public sealed record OrganisationChangeForm(string Code, Text Title, Text Help, bool ForManagers = false)
{
    /// <summary>Every change.</summary>
    public static IReadOnlyList<OrganisationChangeForm> All { get; } =
    [
        new("describe", new("業種・規模を変更する", "Change industry or size"),
            new("指定した日から新しい内容になります。以前の内容は履歴に残ります。", "It holds from the day you give. What held before stays in the history."), true),
        new("rename", new("名称を変更する", "Rename"),
            new("指定した日から新しい名称になります。以前の名称は履歴に残ります。", "The new name holds from the day you give. The old one stays in the history.")),
        new("move", new("親組織を変更する", "Move"),
            new("指定した日から別の組織の下に入ります。下にある組織も一緒に移ります。", "From the day you give it stands under another organisation, and all beneath it with it.")),
        new("merge", new("統合する", "Merge"),
            new("指定した日にこの組織を廃止し、統合先に引き継ぎます。下にある組織は統合先の下に移り、履歴は残ります。",
                "On the day you give this organisation ends and the other stands for it. All beneath it move to the other; the history stays.")),
        new("close", new("廃止する", "Close"),
            new("指定した日から存在しない組織になります。履歴は残ります。", "From the day you give it exists no more. The history stays.")),
        new("correct", new("誤りを訂正する", "Correct"),
            new("種別と法人番号の登録の誤りを、過去にさかのぼって直します。", "Puts right a wrong kind or corporate number, for all time.")),
        new("verify", new("確認済みにする", "Verify"),
            new("組織が名乗るとおりのものであることを、事務局として確認したことを記録します。", "Records that the office has checked that the organisation is what it says.")),
    ];
}

/// <summary>Reads the fields that forms of the directory share.</summary>
internal static class FormFields
{
    /// <summary>The text of a field, trimmed; empty when it is missing.</summary>
    public static string Of(IFormCollection form, string name) => form[name].ToString().Trim();

    /// <summary>The text, null when empty.</summary>
    public static string? Optional(IFormCollection form, string name) => Of(form, name) is { Length: > 0 } text ? text : null;

    /// <summary>A day; a fault when it is none.</summary>
    public static DateOnly Day(IFormCollection form, string name, List<Fault> faults)
    {
        if (Dates.Parse(Of(form, name)) is { } day)
            return day;
        faults.Add(new(new("日付ではありません。", "This is not a date."), new("2026-11-23 や 令和8年11月23日 のように入力してください。", "Enter it like 2026-11-23."),
            Column: name, Value: Of(form, name)));
        return default;
    }

    /// <summary>A whole number or nothing; a fault when it is something else.</summary>
    public static long? Number(IFormCollection form, string name, List<Fault> faults)
    {
        var text = JapaneseText.Fold(Of(form, name)).Replace(",", "", StringComparison.Ordinal);
        if (text.Length == 0)
            return null;
        if (long.TryParse(text, out var number))
            return number;
        faults.Add(new(new("数ではありません。", "This is not a number."), new("整数で入力してください。", "Enter a whole number."), Column: name, Value: text));
        return null;
    }

    /// <summary>Industry, sector and size.</summary>
    public static Profile Profile(IFormCollection form, List<Fault> faults) => new(
        Optional(form, "industry"), Optional(form, "sector"),
        Number(form, "employees", faults) is { } people ? (int)Math.Clamp(people, -1, int.MaxValue) : null,
        Optional(form, "sales"), Number(form, "capital", faults));

    /// <summary>法人番号 with full-width digits and hyphens tidied.</summary>
    public static string? CorporateNumber(IFormCollection form)
        => JapaneseText.Fold(Of(form, "corporate_number")).Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal)
            is { Length: > 0 } number ? number : null;

    /// <summary>An organisation named by id, 法人番号 or exact name; a fault when there is none or more than one.</summary>
    public static async Task<Guid?> OrganisationAsync(
        DirectoryContext context, IFormCollection form, string name, DateOnly day, List<Fault> faults, CancellationToken cancel)
    {
        var text = Of(form, name);
        if (text.Length == 0)
            return null;
        var folded = JapaneseText.Fold(text);
        var found = Guid.TryParse(text, out var id) ? [id] : await context.Organisations
            .Where(o => o.Until > day && (o.CorporateNumber == folded || o.Names.Any(n => n.Ja == text && n.Until > day)))
            .Select(o => o.Id).Take(2).ToListAsync(cancel);
        if (found.Count == 1)
            return found[0];
        faults.Add(found.Count == 0
            ? new(new("この組織は見つかりません。", "There is no such organisation."),
                new("ID、法人番号、正確な名称のどれかを入力してください。", "Enter an id, a corporate number or the exact name."), Column: name, Value: text)
            : new(new("同じ名称の組織が複数あります。", "Several organisations have this name."),
                new("ID か法人番号を入力してください。", "Enter the id or the corporate number."), Column: name, Value: text));
        return null;
    }
}
