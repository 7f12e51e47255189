"""Words of headings and what they speak of, English and Chinese."""

from __future__ import annotations

CALL = ("phone", "tel", "telephone", "mobile", "cell", "fax", "电话", "手机", "传真", "座机", "联系方式")
LINK = ("url", "website", "web", "link", "homepage", "site", "网址", "网站", "官网", "链接", "主页")
ADDRESS = ("address", "地址", "住址")
COMPANY = (
    "company",
    "organisation",
    "organization",
    "supplier",
    "vendor",
    "employer",
    "公司",
    "企业",
    "单位",
    "供应商",
    "厂商",
)
PERSON = ("contact", "person", "姓名", "联系人", "负责人", "业务员", "经办人", "法人")
PHRASES_OF_PERSONS = (
    "full name",
    "contact name",
    "customer name person",
    "employee name",
    "sales agent",
    "manager name",
)
NOT_A_NAME = (
    "title", "id", "code", "type", "phone", "email", "mail", "mobile", "tel", "number", "no", "address", "count", "size",
    "编号", "编码", "类型", "电话", "手机", "邮箱", "地址", "方式", "职务", "职位", "规模", "性质", "数",
)  # fmt: skip
"""Words that make a heading speak of something else about a person or a company than the name."""
NOTE = (
    "note",
    "notes",
    "description",
    "comment",
    "comments",
    "remark",
    "remarks",
    "memo",
    "summary",
    "备注",
    "描述",
    "说明",
    "简介",
    "内容",
)
MONEY = (
    "price", "amount", "cost", "revenue", "fee", "charge", "charges", "freight", "income", "budget", "salary", "sales",
    "total", "payment", "balance", "profit", "tax", "spend", "value", "turnover",
    "金额", "价格", "单价", "总价", "售价", "成本", "费用", "收入", "工资", "薪资", "预算", "营收", "利润", "税额", "余额", "运费", "款",
)  # fmt: skip
SHARE = (
    "percent",
    "percentage",
    "pct",
    "rate",
    "probability",
    "ratio",
    "率",
    "占比",
    "百分比",
    "比例",
    "折扣",
)
RATING = ("rating", "stars", "score", "grade", "评分", "星级", "打分")
CODE = (
    "zip", "postal", "postcode", "code", "key", "sku", "barcode", "ssn", "passport", "account",
    "邮编", "邮政编码", "编码", "编号", "代码", "证号", "证件", "账号", "卡号", "条码", "工号", "学号",
)  # fmt: skip
KEY = ("id", "no", "number", "key", "code", "sku", "编号", "编码", "单号", "代码", "工号", "号")
TITLE = ("name", "title", "subject", "名称", "姓名", "标题", "主题", "名字")
DAY = ("date", "day", "dob", "birth", "birthday", "born", "日期", "日", "时间", "生日")
QUESTION = ("is", "has", "was", "flag", "active", "senior", "discontinued", "enabled", "是否", "有无", "已")
CHOICE = (
    "status", "type", "stage", "category", "gender", "sex", "level", "priority", "state", "kind", "group", "class",
    "industry", "segment", "source", "channel", "method", "region",
    "状态", "类型", "阶段", "类别", "分类", "性别", "等级", "级别", "优先级", "行业", "来源", "渠道", "方式", "区域", "规模",
)  # fmt: skip
SEVERAL = ("tags", "labels", "interests", "skills", "标签", "爱好", "技能", "兴趣")
FREE = ("street", "address", "description", "notes", "地址", "备注", "描述")

COLOR_OF: tuple[tuple[frozenset[str], str], ...] = (
    (frozenset(["won", "yes", "active", "done", "closed", "complete", "completed", "paid", "approved", "success", "open", "resolved", "delivered", "成交", "赢单", "是", "有效", "完成", "已完成", "已付款", "通过", "成功", "启用", "在职", "正常"]), "green"),
    (frozenset(["lost", "no", "inactive", "cancelled", "canceled", "rejected", "failed", "overdue", "churned", "high", "urgent", "输单", "否", "无效", "取消", "已取消", "拒绝", "失败", "逾期", "停用", "离职", "流失", "高", "紧急"]), "red"),
    (frozenset(["pending", "waiting", "engaging", "medium", "draft", "hold", "paused", "待定", "待处理", "等待", "中", "草稿", "暂停", "待审批"]), "amber"),
    (frozenset(["new", "prospecting", "progress", "normal", "low", "新建", "进行中", "处理中", "低", "普通", "潜在"]), "blue"),
    (frozenset(["unknown", "none", "other", "未知", "其他", "其它", "无", "unspecified"]), "gray"),
)  # fmt: skip
"""Words of options that have a colour of their own."""

CHINESE: dict[str, str] = {
    "客户": "customer", "公司": "company", "企业": "company", "供应商": "supplier", "联系人": "contact", "联系": "contact",
    "姓名": "full name", "名称": "name", "名字": "name", "标题": "title", "主题": "subject", "编号": "number", "编码": "code",
    "代码": "code", "单号": "number", "序号": "sequence", "订单": "order", "合同": "contract", "商机": "deal", "项目": "project",
    "产品": "product", "商品": "product", "物料": "item", "规格": "specification", "型号": "model", "品牌": "brand",
    "数量": "quantity", "单位": "unit", "单价": "unit price", "价格": "price", "总价": "total price", "金额": "amount",
    "总额": "total", "合计": "total", "小计": "subtotal", "成本": "cost", "费用": "fee", "收入": "revenue", "利润": "profit",
    "预算": "budget", "折扣": "discount", "税率": "tax rate", "税额": "tax", "余额": "balance", "币种": "currency",
    "日期": "date", "时间": "time", "开始": "start", "结束": "end", "创建": "created", "更新": "updated", "下单": "order",
    "签订": "signing", "签约": "signing", "交付": "delivery", "发货": "shipping", "到期": "due", "截止": "due", "出生": "birth",
    "生日": "birthday", "入职": "hire", "年份": "year", "月份": "month", "年龄": "age", "性别": "gender", "民族": "ethnicity",
    "电话": "phone", "手机": "mobile", "手机号": "mobile", "手机号码": "mobile", "号码": "number", "传真": "fax",
    "邮箱": "email", "电子邮箱": "email", "邮件": "email", "微信": "wechat", "网址": "website", "网站": "website",
    "地址": "address", "国家": "country", "省份": "province", "省": "province", "城市": "city", "市": "city", "区": "district",
    "区县": "district", "街道": "street", "邮编": "postcode", "邮政编码": "postcode", "地区": "region", "区域": "region",
    "部门": "department", "职位": "position", "职务": "position", "岗位": "position", "员工": "employee", "工号": "staff number",
    "负责人": "owner name", "业务员": "sales rep", "销售": "sales", "经理": "manager", "团队": "team", "状态": "status",
    "阶段": "stage", "类型": "type", "类别": "category", "分类": "category", "等级": "level", "级别": "level", "优先级": "priority",
    "行业": "industry", "来源": "source", "渠道": "channel", "规模": "size", "标签": "tags", "备注": "notes", "描述": "description",
    "说明": "description", "内容": "content", "简介": "profile", "是否": "is", "有效": "active", "评分": "rating", "概率": "probability",
    "赢率": "probability", "比例": "ratio", "占比": "share", "库存": "stock", "仓库": "warehouse", "付款": "payment", "收款": "receipt",
    "支付": "payment", "方式": "method", "发票": "invoice", "统一社会信用代码": "credit code", "信用代码": "credit code",
    "身份证": "id card", "身份证号": "id card", "账号": "account", "银行": "bank", "法人": "legal person", "注册": "registered",
    "资本": "capital", "成立": "founding", "活动": "event", "任务": "task", "工单": "ticket", "问题": "issue", "服务": "service",
    "学校": "school", "班级": "class", "成绩": "grade", "车牌": "plate", "门店": "store", "店铺": "shop", "会员": "member",
    "表": "", "清单": "", "列表": "", "明细": "items", "总": "total", "率": "rate", "率%": "rate", "实际": "actual", "预计": "expected", "计划": "planned",
    "最近": "last", "首次": "first", "跟进": "follow up", "人": "person", "人员": "staff", "主要": "main", "所属": "", "的": "",
}  # fmt: skip
"""Chinese words of headings in English; a part that is none of them is read out in pinyin."""
