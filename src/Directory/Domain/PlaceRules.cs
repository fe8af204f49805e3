using Sakimori.Kernel;

namespace Sakimori.Directory.Domain;

/// <summary>The rules of a place, each as the fault that it makes when it is broken.</summary>
internal static class PlaceRules
{
    public static Fault Circle { get; } = new(
        new("組織が自分自身の下に入ります。", "The organisation would stand beneath itself."),
        new("自身とその下にない組織を選んでください。", "Choose one that is neither itself nor beneath it."), Column: "parent");

    public static Fault TooDeep { get; } = new(
        new($"階層が{Forest.MostLevels}段を超えます。", $"The tree would be deeper than {Forest.MostLevels} levels."),
        new("より上の組織の下に置いてください。", "Choose a parent further up."), Column: "parent");

    public static IEnumerable<Fault> OwnFaults(Place place)
    {
        if (OutOfRange(place.Life.From, "from") is { } fault)
            yield return fault;

        if (place.Life.IsEmpty)
        {
            yield return new(new("終わりの日が始まりの日より前です。", "The last day is not after the first."),
                new($"{place.Life.From:yyyy-MM-dd} より後の日にしてください。", $"Use a day after {place.Life.From:yyyy-MM-dd}."),
                Column: "until", Value: $"{place.Life.Until:yyyy-MM-dd}");
        }

        if (place.CorporateNumber is { } number && !CorporateNumber.IsValid(number))
        {
            yield return new(new("法人番号が正しくありません。", "The corporate number is wrong."),
                new("13桁の数字を、検査用の先頭の桁も含めて確かめてください。", "Check the 13 digits; the first one checks the others."),
                Column: "corporate_number", Value: number);
        }

        if (place.Kind.NeedsParent() && !place.Parents.Covers(place.Life))
        {
            yield return new(new($"「{place.Kind.Name().Ja}」には、いつも親の組織が要ります。", $"An organisation of the kind '{place.Kind.Name().En}' always needs a parent."),
                new("始まりから終わりまでの親を指定してください。", "Name its parent from its first to its last day."), Column: "parent");
        }
    }

    public static Fault? UnderFault(Place place, Place? parent, Dated<Guid> entry)
        => parent is null
            ? new(new("親の組織が見つかりません。", "The parent does not exist."),
                new("登録されている組織の ID、法人番号、名称のどれかを指定してください。", "Name an organisation that is in the directory by id, corporate number or name."),
                Column: "parent", Value: $"{entry.Value}")
            : parent.Id == place.Id ? null
            : !place.Kind.Parents().Contains(parent.Kind)
            ? new(new($"「{place.Kind.Name().Ja}」を「{parent.Kind.Name().Ja}」の下に置くことはできません。",
                $"The kind '{place.Kind.Name().En}' cannot stand under the kind '{parent.Kind.Name().En}'."),
                place.Kind.Parents() is { Count: > 0 } kinds
                    ? new($"親にできる種別：{string.Join("、", kinds.Select(k => k.Name().Ja))}。", $"It can stand under: {string.Join(", ", kinds.Select(k => k.Name().En))}.")
                    : new("親を指定しないでください。", "Leave the parent out."), Column: "parent")
            : !parent.Life.Contains(entry.Period)
            ? new(new($"親の組織が存在する期間({Days(parent.Life).Ja})の外にあります。", $"The parent exists {Days(parent.Life).En} only."),
                new("期間を直すか、別の親を指定してください。", "Correct the days, or choose another parent."), Column: "parent")
            : null;

    public static Fault? OverFault(Place place, Place child, Dated<Guid> entry)
        => entry.Period.IsEmpty || place.Life.Contains(entry.Period) ? null
            : new(new("この組織の下に、まだ続いている組織があります。", "Organisations beneath this one still exist."),
                new("先に、下の組織を別の組織の下に移すか、廃止してください。", "First move them under another organisation, or close them."),
                Column: "until", Value: $"{child.Id}");

    public static Fault NumberTaken(string number) => new(
        new("この法人番号は別の組織に使われています。", "Another organisation bears this corporate number."),
        new("番号を確かめるか、その組織を更新してください。", "Check the number, or change that organisation."), Column: "corporate_number", Value: number);

    /// <summary>What is wrong with a first day that the directory cannot hold; null when it can.</summary>
    public static Fault? OutOfRange(DateOnly day, string column) => day >= Period.Earliest && day < Period.Forever ? null : new(
        new("始まりの日が範囲外です。", "The first day is out of range."),
        new($"{Period.Earliest:yyyy-MM-dd} 以後の日にしてください。", $"Use {Period.Earliest:yyyy-MM-dd} or later."),
        Column: column, Value: $"{day:yyyy-MM-dd}");

    /// <summary>A period for reading.</summary>
    public static Text Days(Period period) => period.IsOpen
        ? new($"{Dates.Written(period.From).Ja}から", $"from {Dates.Written(period.From).En}")
        : new($"{Dates.Written(period.From).Ja}から{Dates.Written(period.Until.AddDays(-1)).Ja}まで",
            $"from {Dates.Written(period.From).En} to {Dates.Written(period.Until.AddDays(-1)).En}");
}
