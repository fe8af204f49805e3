using Sakimori.Kernel;

namespace Sakimori.Directory.Domain;

/// <summary>What an organisation is; stored by number, written by code.</summary>
public enum OrganisationKind
{
    /// <summary>Companies under one direction 企業グループ.</summary>
    Group = 1,

    /// <summary>A company 企業.</summary>
    Company = 2,

    /// <summary>A part of another organisation 部門.</summary>
    Unit = 3,

    /// <summary>A ministry or agency of the government 府省庁.</summary>
    Ministry = 4,

    /// <summary>A bureau of a ministry 局.</summary>
    Bureau = 5,

    /// <summary>A prefecture, city, town or village 地方公共団体.</summary>
    Municipality = 6,

    /// <summary>An association of organisations 団体.</summary>
    Association = 7,

    /// <summary>An internet service provider 接続事業者.</summary>
    Isp = 8,

    /// <summary>A maker or seller of products 製品開発者.</summary>
    Vendor = 9,

    /// <summary>A school, hospital, institute or other body その他の機関.</summary>
    Institution = 10,
}

/// <summary>Codes, names and places in the tree of <see cref="OrganisationKind"/>.</summary>
public static class OrganisationKinds
{
    private static readonly IReadOnlyList<(OrganisationKind Kind, string Code, Text Name)> Table =
    [
        (OrganisationKind.Group, "group", new("企業グループ", "Group")),
        (OrganisationKind.Company, "company", new("企業", "Company")),
        (OrganisationKind.Unit, "unit", new("部門", "Unit")),
        (OrganisationKind.Ministry, "ministry", new("府省庁", "Ministry")),
        (OrganisationKind.Bureau, "bureau", new("局", "Bureau")),
        (OrganisationKind.Municipality, "municipality", new("地方公共団体", "Municipality")),
        (OrganisationKind.Association, "association", new("団体", "Association")),
        (OrganisationKind.Isp, "isp", new("接続事業者(ISP)", "Internet service provider")),
        (OrganisationKind.Vendor, "vendor", new("製品開発者", "Vendor")),
        (OrganisationKind.Institution, "institution", new("その他の機関", "Other institution")),
    ];

    /// <summary>Every kind in the order in which readers are offered them.</summary>
    public static IReadOnlyList<OrganisationKind> All { get; } = [.. Table.Select(t => t.Kind)];

    /// <summary>The code in files: <c>company</c>.</summary>
    public static string Code(this OrganisationKind kind) => Table[(int)kind - 1].Code;

    /// <summary>The name.</summary>
    public static Text Name(this OrganisationKind kind) => Table[(int)kind - 1].Name;

    /// <summary>The kind of a code; null when it is none.</summary>
    public static OrganisationKind? Parse(string? code)
        => Table.FirstOrDefault(t => t.Code == code) is { Code: not null } found ? found.Kind : null;

    /// <summary>The kinds under which an organisation of this kind may stand.</summary>
    public static IReadOnlyList<OrganisationKind> Parents(this OrganisationKind kind) => kind switch
    {
        OrganisationKind.Unit => All,
        OrganisationKind.Bureau => [OrganisationKind.Ministry, OrganisationKind.Bureau],
        OrganisationKind.Group => [OrganisationKind.Group],
        OrganisationKind.Ministry or OrganisationKind.Municipality => [],
        OrganisationKind.Institution => [.. All.Except([OrganisationKind.Unit, OrganisationKind.Bureau])],
        _ => [OrganisationKind.Group, OrganisationKind.Company, OrganisationKind.Isp, OrganisationKind.Vendor, OrganisationKind.Association],
    };

    /// <summary>True when an organisation of this kind cannot stand alone.</summary>
    public static bool NeedsParent(this OrganisationKind kind) => kind is OrganisationKind.Unit or OrganisationKind.Bureau;
}
